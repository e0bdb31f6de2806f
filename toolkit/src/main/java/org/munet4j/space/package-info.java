/** What a search may change: ordered value lists and the step that mutates them. */
package org.munet4j.space;
