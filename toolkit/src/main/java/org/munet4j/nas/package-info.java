/** Architecture search agents; empty until the first search paper. */
package org.munet4j.nas;
