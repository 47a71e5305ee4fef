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
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How Linux's scheduler treats the calling platform thread, see {@code sched_setattr(2)}.
 *
 * @param policy {@link #OTHER}, {@link #ROUND_ROBIN} or one of which we know nothing
 * @param nice from -20, the highest priority of an ordinary thread, to 19
 * @param priority from 1 to 99 of a real-time thread, else 0
 * @param sliceNanos of an ordinary thread; zero before Linux 6.12
 */
record SchedulingAttributes(int policy, int nice, int priority, long sliceNanos) {

  static final int OTHER = 0;
  static final int ROUND_ROBIN = 2;

  private static final int THIS_THREAD = 0;

  /** Threads that it starts are ordinary ones. */
  private static final long RESET_ON_FORK = 1;

  /** {@code struct sched_attr} as it was at first. */
  private static final StructLayout LAYOUT =
      MemoryLayout.structLayout(
          JAVA_INT.withName("size"),
          JAVA_INT.withName("policy"),
          JAVA_LONG.withName("flags"),
          JAVA_INT.withName("nice"),
          JAVA_INT.withName("priority"),
          JAVA_LONG.withName("runtime"),
          JAVA_LONG.withName("deadline"),
          JAVA_LONG.withName("period"));

  private static final long SIZE = at("size");
  private static final long POLICY = at("policy");
  private static final long FLAGS = at("flags");
  private static final long NICE = at("nice");
  private static final long PRIORITY = at("priority");
  private static final long RUNTIME = at("runtime");

  private static final @Nullable MethodHandle SYSCALL =
      setNumber().isEmpty()
          ? null
          : Linker.nativeLinker()
              .downcallHandle(
                  Linker.nativeLinker().defaultLookup().findOrThrow("syscall"),
                  FunctionDescriptor.of(
                      JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
                  Linker.Option.firstVariadicArg(1));

  private static long at(String field) {
    return LAYOUT.byteOffset(PathElement.groupElement(field));
  }

  /** Of the calling thread; nothing where the system is another one. */
  static Optional<SchedulingAttributes> read() {
    try (var arena = Arena.ofConfined()) {
      var memory = arena.allocate(LAYOUT);
      return setNumber().isPresent()
              && call(setNumber().getAsLong() + 1, memory, (int) LAYOUT.byteSize())
          ? Optional.of(
              new SchedulingAttributes(
                  memory.get(JAVA_INT, POLICY),
                  memory.get(JAVA_INT, NICE),
                  memory.get(JAVA_INT, PRIORITY),
                  memory.get(JAVA_LONG, RUNTIME)))
          : Optional.empty();
    }
  }

  /** Asks for these, for the calling thread alone. False when they are refused. */
  boolean ask() {
    try (var arena = Arena.ofConfined()) {
      var memory = arena.allocate(LAYOUT);
      memory.set(JAVA_INT, SIZE, (int) LAYOUT.byteSize());
      memory.set(JAVA_LONG, FLAGS, RESET_ON_FORK);
      memory.set(JAVA_INT, POLICY, policy);
      memory.set(JAVA_INT, NICE, nice);
      memory.set(JAVA_INT, PRIORITY, priority);
      memory.set(JAVA_LONG, RUNTIME, sliceNanos);
      return setNumber().isPresent() && call(setNumber().getAsLong(), memory, 0);
    }
  }

  /** The number of {@code sched_setattr}; that of {@code sched_getattr} follows it. */
  private static OptionalLong setNumber() {
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
