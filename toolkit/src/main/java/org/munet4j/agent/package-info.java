/** The methods that propose paths. */
package org.munet4j.agent;
