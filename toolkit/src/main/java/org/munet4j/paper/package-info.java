/** One class per paper: its experiments at three sizes. */
package org.munet4j.paper;
