/** One model on one device: optimiser, schedule, training loop and evaluation. */
package org.munet4j.train;
