/** The only room that knows a kernel: renderers, display, progress and default imports. */
package org.munet4j.notebook;
