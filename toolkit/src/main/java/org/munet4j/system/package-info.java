/** The published models as one immutable value. */
package org.munet4j.system;
