package io.ringcard.thread;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What Linux's scheduler gives a thread that works briefly and often: it is let in soon after it
 * was woken, while a database or a report on the same machine computes; else it waits for the end
 * of the other's slice, some milliseconds. A short time slice needs no rights and is heeded since
 * Linux 6.12; a higher priority is had where the account may raise one ({@code LimitNICE}). Threads
 * that it starts have neither. See {@code sched_setattr(2)}; without effect on other systems.
 */
public final class ShortSlice {

  /** The shortest that the kernel grants. */
  public static final long NANOS = 100_000;

  /** The priority that is asked for, as {@code nice} counts it. */
  public static final int NICE = -10;

  private static final int THIS_THREAD = 0;
  private static final int SCHED_OTHER = 0;
  private static final long RESET_ON_FORK = 1;

  /** {@code struct sched_attr} as it was at first. */
  private static final StructLayout ATTRIBUTES =
      MemoryLayout.structLayout(
          JAVA_INT.withName("size"),
          JAVA_INT.withName("policy"),
          JAVA_LONG.withName("flags"),
          JAVA_INT.withName("nice"),
          JAVA_INT.withName("priority"),
          JAVA_LONG.withName("runtime"),
          JAVA_LONG.withName("deadline"),
          JAVA_LONG.withName("period"));

  private static final long POLICY = ATTRIBUTES.byteOffset(PathElement.groupElement("policy"));
  private static final long FLAGS = ATTRIBUTES.byteOffset(PathElement.groupElement("flags"));
  private static final long NICENESS = ATTRIBUTES.byteOffset(PathElement.groupElement("nice"));
  private static final long RUNTIME = ATTRIBUTES.byteOffset(PathElement.groupElement("runtime"));

  private static final @Nullable MethodHandle SYSCALL =
      setAttributes().isEmpty()
          ? null
          : Linker.nativeLinker()
              .downcallHandle(
                  Linker.nativeLinker().defaultLookup().findOrThrow("syscall"),
                  FunctionDescriptor.of(
                      JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
                  Linker.Option.firstVariadicArg(1));

  private ShortSlice() {}

  /** For the calling platform thread; a second time changes nothing. */
  public static void ask() {
    try (var arena = Arena.ofConfined()) {
      var attributes = arena.allocate(ATTRIBUTES);
      if (read(attributes) && attributes.get(JAVA_INT, POLICY) == SCHED_OTHER) {
        var nice = attributes.get(JAVA_INT, NICENESS);
        attributes.set(JAVA_LONG, RUNTIME, NANOS);
        attributes.set(JAVA_LONG, FLAGS, RESET_ON_FORK);
        attributes.set(JAVA_INT, NICENESS, Math.min(nice, NICE));
        if (!call(setAttributes().orElseThrow(), attributes, 0)) {
          attributes.set(JAVA_INT, NICENESS, nice);
          call(setAttributes().orElseThrow(), attributes, 0);
        }
      }
    }
  }

  /** The calling thread's slice in nanoseconds; zero where there is no such thing. */
  public static long nanos() {
    try (var arena = Arena.ofConfined()) {
      var attributes = arena.allocate(ATTRIBUTES);
      return read(attributes) ? attributes.get(JAVA_LONG, RUNTIME) : 0;
    }
  }

  private static boolean read(MemorySegment attributes) {
    return setAttributes().isPresent()
        && call(setAttributes().getAsLong() + 1, attributes, (int) ATTRIBUTES.byteSize());
  }

  /** The number of {@code sched_setattr}; that of {@code sched_getattr} follows it. */
  private static OptionalLong setAttributes() {
    return switch (System.getProperty("os.name") + " " + System.getProperty("os.arch")) {
      case "Linux amd64" -> OptionalLong.of(314);
      case "Linux aarch64" -> OptionalLong.of(274);
      default -> OptionalLong.empty();
    };
  }

  private static boolean call(long number, MemorySegment attributes, int size) {
    if (SYSCALL == null) {
      return false;
    }
    try {
      return (long) SYSCALL.invokeExact(number, THIS_THREAD, attributes, size, 0) == 0;
    } catch (Throwable e) {
      throw new IllegalStateException("a system call that throws nothing", e);
    }
  }
}
