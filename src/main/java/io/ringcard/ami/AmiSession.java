package io.ringcard.ami;

import java.io.IOException;
import java.time.Duration;
import org.asteriskjava.AsteriskVersion;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.ManagerConnectionState;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.internal.ManagerConnectionImpl;
import org.asteriskjava.manager.internal.ManagerWriter;
import org.asteriskjava.manager.internal.ManagerWriterImpl;
import org.asteriskjava.util.SocketConnectionFacade;
import org.jspecify.annotations.Nullable;

/**
 * One connection with one life: the library signs in and matches answers to actions. Connecting
 * again is left to {@link AmiLink}, since the library does it ten times in a second and a half,
 * which bans us from hosts with fail2ban, and tells nobody of a wrong password.
 */
final class AmiSession extends ManagerConnectionImpl {

  private final AmiSettings settings;
  private final AmiRecorder recorder;
  private volatile @Nullable AmiWire wire;

  AmiSession(AmiSettings settings, AmiRecorder recorder) {
    this.settings = settings;
    this.recorder = recorder;
    setHostname(settings.host());
    setPort(settings.port());
    setUsername(settings.user());
    setPassword(settings.secret());
    setDefaultResponseTimeout(settings.connectTimeout().toMillis());
    setKeepAliveAfterAuthenticationFailure(false);
  }

  /** Connects and signs in; null when that succeeded, else why not. */
  @Nullable LinkReason signIn() {
    try {
      login();
      return null;
    } catch (AuthenticationFailedException e) {
      return e.getCause() == null ? LinkReason.PASSWORD : reasonOr(LinkReason.TIMEOUT);
    } catch (TimeoutException e) {
      return reasonOr(LinkReason.TIMEOUT);
    } catch (IOException e) {
      return LinkReason.of(e);
    } catch (IllegalStateException e) {
      return reasonOr(LinkReason.CLOSED);
    }
  }

  /** Waits for the end of the connection; null when there was none in this time. */
  @Nullable LinkReason awaitEnd(Duration time) throws InterruptedException {
    var current = wire;
    return current == null ? LinkReason.CLOSED : current.awaitEnd(time);
  }

  Duration quiet() {
    var current = wire;
    return current == null ? Duration.ZERO : current.quiet();
  }

  void finish(LinkReason reason) {
    state = ManagerConnectionState.DISCONNECTED;
    var current = wire;
    if (current != null) {
      current.finish(reason);
    }
  }

  @Override
  protected AsteriskVersion determineVersion() {
    return AsteriskVersion.ASTERISK_22;
  }

  @Override
  protected SocketConnectionFacade createSocket() throws IOException {
    if (wire != null) {
      state = ManagerConnectionState.DISCONNECTED;
      throw new IOException("this connection has had its life");
    }
    var opened = new AmiWire(AmiSocket.connect(settings), recorder);
    wire = opened;
    opened.greet(settings.connectTimeout(), settings.readTimeout());
    return opened;
  }

  @Override
  protected ManagerWriter createWriter() {
    return new ManagerWriterImpl() {
      @Override
      public void sendAction(ManagerAction action, String internalActionId) throws IOException {
        ActionGuard.check(action);
        super.sendAction(action, internalActionId);
      }
    };
  }

  private LinkReason reasonOr(LinkReason otherwise) {
    try {
      var ended = wire == null ? null : awaitEnd(Duration.ZERO);
      return ended == null ? otherwise : ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return otherwise;
    }
  }
}
