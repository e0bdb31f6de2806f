package org.munet4j.data;

/**
 * Where a set of images comes from.
 *
 * @param source file name, generator or repository, as a person would say it
 * @param licence the terms as far as they are known, "none stated" where the source says nothing
 * @param sha256 hash of the content in lower-case hexadecimal: pixels, labels and class names
 */
public record Provenance(String source, String licence, String sha256) {}
