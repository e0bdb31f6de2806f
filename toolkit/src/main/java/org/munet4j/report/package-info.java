/** Tablesaw tables, pictures and the system graph. */
package org.munet4j.report;
