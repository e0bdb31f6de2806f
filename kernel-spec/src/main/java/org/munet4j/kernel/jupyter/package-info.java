/** The kernel: speaks Jupyter's protocol with front ends, and leaves the cells to the engine. */
package org.munet4j.kernel.jupyter;
