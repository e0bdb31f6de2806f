/** Readers: every data set ends as the same immutable images, labels and provenance. */
package org.munet4j.data;
