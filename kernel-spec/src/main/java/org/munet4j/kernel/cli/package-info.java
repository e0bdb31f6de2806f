/**
 * The command line: {@code munet4j run}, {@code lab}, {@code kernel}, {@code data}, {@code doctor}.
 */
package org.munet4j.kernel.cli;
