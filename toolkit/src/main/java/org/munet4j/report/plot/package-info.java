/** Tablesaw's jsplot figures as clean plotly JSON and as a static picture of the same figure. */
package org.munet4j.report.plot;
