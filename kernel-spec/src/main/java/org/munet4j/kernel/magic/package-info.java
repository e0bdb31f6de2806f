/** The magics of cells: words that begin with a percent sign. */
package org.munet4j.kernel.magic;
