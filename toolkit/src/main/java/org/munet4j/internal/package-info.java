/** Checks and small helpers shared by all rooms; not API. */
package org.munet4j.internal;
