/** Notebook files: reading, executing in plain Java, writing, and the page to read or print. */
package org.munet4j.kernel.notebook;
