package org.munet4j.agent;

import java.util.function.Consumer;
import org.munet4j.system.Recall;
import org.munet4j.train.FrozenCache;
import org.munet4j.train.Slots;
import org.munet4j.train.Stop;

/**
 * What a runner lends an agent for one cycle.
 *
 * @param slots places in which children train side by side
 * @param cache what frozen components answer, shared by all children
 * @param stop asks to end early with the best so far
 * @param recall what earlier attempts at this cycle trained
 * @param events hears what happens, from several threads
 */
public record Context(
    Slots slots, FrozenCache cache, Stop stop, Recall recall, Consumer<Event> events) {}
