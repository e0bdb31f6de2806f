/**
 * On DJL: engine, devices, native memory scopes, random streams, host tensors and their file
 * format.
 */
package org.munet4j.tensor;
