/** Who is mixed with whom; empty until the first router paper. */
package org.munet4j.router;
