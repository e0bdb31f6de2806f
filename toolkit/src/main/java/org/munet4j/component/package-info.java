/** Pieces of networks: immutable components, architectures and the paths through them. */
package org.munet4j.component;
