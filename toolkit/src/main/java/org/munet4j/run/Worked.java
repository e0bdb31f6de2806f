package org.munet4j.run;

import java.time.Instant;

/**
 * When an agent worked on a cycle, published or not.
 *
 * @param agent its name
 * @param task what it worked on
 * @param cycle its number
 */
public record Worked(String agent, String task, int cycle, Instant start, Instant end) {}
