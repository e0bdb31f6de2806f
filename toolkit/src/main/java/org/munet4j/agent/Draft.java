package org.munet4j.agent;

import org.munet4j.space.Hyperparameters;
import org.munet4j.system.Model;

/** A child that was sampled and waits for its training. */
record Draft(String id, Model parent, Hyperparameters hyperparameters, Offspring made) {}
