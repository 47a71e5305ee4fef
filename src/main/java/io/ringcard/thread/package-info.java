/** What is asked of the operating system for a thread. Knows the JDK only. */
@NullMarked
package io.ringcard.thread;

import org.jspecify.annotations.NullMarked;
