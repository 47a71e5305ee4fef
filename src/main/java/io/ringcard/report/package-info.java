/**
 * Reports for supervisors and managers: how long people talked, by whatever they want it broken
 * down. Only reads: the sums that {@link io.ringcard.calllog.Tallies} keeps, and from the log
 * itself what lies beside whole days of the installation's zone or is asked of one person by hour
 * or outcome. Must not know how the rows come to be.
 */
@NullMarked
package io.ringcard.report;

import org.jspecify.annotations.NullMarked;
