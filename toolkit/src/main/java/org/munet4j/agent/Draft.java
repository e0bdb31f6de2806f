package org.munet4j.agent;

import org.munet4j.space.Hyperparameters;
import org.munet4j.system.Model;

/**
 * A child that was sampled and waits for its training.
 *
 * @param accountedParameters what it costs its task
 * @param isCounted whether it counts as a child of its parent when a parent is chosen
 * @param scoreToBeat its parent's where the parent is of the same task, else negative infinity
 */
record Draft(
    String id,
    Model parent,
    Hyperparameters hyperparameters,
    Offspring made,
    double accountedParameters,
    boolean isCounted,
    double scoreToBeat) {}
