package io.ringcard.http;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.ringcard.thread.Urgency;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.transport.Transport;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Event loops that run in real time where the account may, see {@link Urgency#REAL_TIME}. Netty's
 * own must not: they spin for a thread that is just handing something over; that one may be the
 * thread which the loop has driven off the processor, and then neither goes on. Here a loop never
 * waits for one.
 */
public final class RealTimeLoops implements Transport {

  @Override
  public String name() {
    return Transport.NIO.name();
  }

  @Override
  public boolean available() {
    return true;
  }

  @Override
  public @Nullable Throwable unavailabilityCause() {
    return null;
  }

  @Override
  public io.vertx.core.spi.transport.Transport implementation() {
    return new Sockets();
  }

  private static final class Sockets extends NioTransport {

    @Override
    public EventLoopGroup eventLoopGroup(int type, int loops, ThreadFactory threads, int ioRatio) {
      return type == IO_EVENT_LOOP_GROUP
          ? new Loops(loops, threads, ioHandlerFactory())
          : super.eventLoopGroup(type, loops, threads, ioRatio);
    }
  }

  private static final class Loops extends MultiThreadIoEventLoopGroup {

    Loops(int loops, ThreadFactory threads, IoHandlerFactory sockets) {
      super(loops, threads, sockets);
    }

    @Override
    protected IoEventLoop newChild(Executor executor, IoHandlerFactory sockets, Object... more) {
      return new Loop(this, executor, sockets);
    }
  }

  private static final class Loop extends SingleThreadIoEventLoop {

    Loop(Loops group, Executor executor, IoHandlerFactory sockets) {
      super(group, executor, sockets);
    }

    @Override
    protected void run() {
      Urgency.REAL_TIME.ask();
      super.run();
    }

    /** As long as may be, like Netty's own here. */
    @Override
    protected Queue<Runnable> newTaskQueue(int longest) {
      return new ConcurrentLinkedQueue<>();
    }
  }
}
