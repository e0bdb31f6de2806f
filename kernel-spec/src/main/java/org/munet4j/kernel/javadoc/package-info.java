/**
 * Reads declarations and their documentation with the JDK's own compiler, as plain text and HTML.
 */
package org.munet4j.kernel.javadoc;
