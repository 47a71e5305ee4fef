/**
 * Tables as files to keep: CSV and XLSX, written row by row while they are sent, so that a file of
 * any length takes little memory. What a person typed stays text, whatever it begins with. Must not
 * know what the rows tell.
 */
@NullMarked
package io.ringcard.export;

import org.jspecify.annotations.NullMarked;
