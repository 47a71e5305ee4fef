/**
 * Reports for supervisors and managers: how long people talked, by whatever they want it broken
 * down. Only reads. Must not know how the rows come to be.
 */
@NullMarked
package io.ringcard.report;

import org.jspecify.annotations.NullMarked;
