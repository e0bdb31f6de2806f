/** Who is mixed with whom; for each sample, or for each task. */
package org.munet4j.router;
