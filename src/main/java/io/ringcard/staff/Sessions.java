package io.ringcard.staff;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ringcard.http.Authenticator;
import io.ringcard.http.PushHub;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Problem;
import io.ringcard.store.Db;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in. The token is 256 random bits and only its SHA-256 is stored: whoever reads the
 * database cannot become anybody. A session ends twelve hours after its last use.
 */
public final class Sessions implements Authenticator {

  static final Duration LIFE = Duration.ofHours(12);

  /** The end is moved on in steps, not with each request. */
  private static final Duration STEP = Duration.ofMinutes(10);

  /** How long a change made by another program, past this one, may go unseen. */
  private static final Duration REMEMBERED = Duration.ofSeconds(5);

  private static final int TOKEN_BYTES = 32;
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final Db db;
  private final Users users;
  private final Passwords passwords;
  private final SignInLimit limit;
  private final PushHub push;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final SessionsSql sql = new SessionsSql();
  private final Cache<String, @Nullable Principal> known =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(REMEMBERED).build();

  public Sessions(
      Db db, Users users, Passwords passwords, SignInLimit limit, PushHub push, Clock clock) {
    this.db = db;
    this.users = users;
    this.passwords = passwords;
    this.limit = limit;
    this.push = push;
    this.clock = clock;
  }

  /** A new session's token; the same refusal for a wrong password, login or inactive person. */
  String signIn(String login, String password, Device device) {
    var name = login.strip().toLowerCase(Locale.ROOT);
    var account =
        proved(name, password, device.address())
            .orElseThrow(() -> new Problem.Unauthenticated("credentials").asException());
    var token = newToken();
    var now = clock.instant();
    sql.insert(db, hash(token), account.id(), now, now.plus(LIFE), device);
    return token;
  }

  /** The account whose password this is; each failure counts against login and address. */
  private Optional<SessionsSql.Account> proved(String login, String password, String address) {
    limit.take(login, address);
    var account = sql.account(db, login);
    if (!passwords.fits(password, account.map(SessionsSql.Account::hash).orElse(null))) {
      return Optional.empty();
    }
    limit.giveBack(login, address);
    return account;
  }

  /**
   * A new password of one's own; the sessions elsewhere end.
   *
   * @throws io.ringcard.kernel.ProblemException Invalid {@code old} when that is not the password
   *     now, TooMany
   */
  void changePassword(Principal who, String token, String old, String password, String address) {
    if (proved(who.login(), old, address).isEmpty()) {
      throw new Problem.Invalid("old", "wrong-password").asException();
    }
    var hash = passwords.hash(password);
    db.inTransaction(tx -> {
      users.setPassword(tx, who.userId(), hash);
      return sql.deleteOthers(tx, who.userId(), hash(token));
    });
    ended(who.userId());
  }

  /** Where this person is signed in, last used first. */
  List<OwnSession> list(Principal who, String token) {
    return sql.ofUser(db, who.userId(), hash(token), clock.instant(), LIFE);
  }

  private String newToken() {
    var bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public Optional<Principal> find(String token) {
    return TOKEN.matcher(token).matches()
        ? Optional.ofNullable(known.get(token, this::load))
        : Optional.empty();
  }

  private @Nullable Principal load(String token) {
    var hash = hash(token);
    var now = clock.instant();
    var live = sql.find(db, hash, now);
    live.filter(session -> session.expires().isBefore(now.plus(LIFE).minus(STEP)))
        .ifPresent(session -> sql.prolong(db, hash, now.plus(LIFE)));
    return live.map(SessionsSql.Live::principal).orElse(null);
  }

  @Override
  public boolean isAlive(String token) {
    return TOKEN.matcher(token).matches() && sql.find(db, hash(token), clock.instant()).isPresent();
  }

  /** Ends a session here and now; what is open in its tabs ends too. */
  void signOut(String token) {
    if (TOKEN.matcher(token).matches()) {
      sql.delete(db, hash(token));
      known.invalidate(token);
      push.closeSession(token);
    }
  }

  /** No session of this person survives. Call {@link #ended} once the transaction is through. */
  void endAll(Db transaction, long userId) {
    sql.deleteAllOf(transaction, userId);
  }

  /** Only the session of this token stays. */
  void endOthers(long userId, String token) {
    sql.deleteOthers(db, userId, hash(token));
    ended(userId);
  }

  void end(long userId, long id) {
    if (!sql.delete(db, userId, id)) {
      throw new Problem.NotFound("id").asException();
    }
    ended(userId);
  }

  /**
   * What is open in the person's tabs ends; the streams of sessions that go on are opened again by
   * their pages.
   */
  void ended(long userId) {
    forget(userId);
    push.closeUser(userId);
  }

  /** Who this person is, is asked for anew. */
  void forget(long userId) {
    known.asMap().values().removeIf(person -> person.userId() == userId);
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
