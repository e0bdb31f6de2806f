/** Runs cells of Java in this JVM. It knows JShell and no front end. */
package org.munet4j.kernel.engine;
