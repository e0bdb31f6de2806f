/** Files that survive anything; the only room that writes a system. */
package org.munet4j.store;
