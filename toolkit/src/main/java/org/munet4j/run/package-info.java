/** Who runs agents: budget, stop, events. */
package org.munet4j.run;
