package io.ringcard.records;

import io.ringcard.kernel.Problem;
import io.ringcard.store.Db;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;

/** The tokens with which exchanges send: 256 random bits each, shown once. */
final class Tokens {

  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final AccessSql sql = new AccessSql();
  private final Db db;
  private final InstantSource clock;

  Tokens(Db db, InstantSource clock) {
    this.db = db;
    this.clock = clock;
  }

  /** A new token of that exchange; the former one is worth nothing from now on. */
  String make(long pbxId) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    if (!sql.put(db, pbxId, hash(token), clock.instant())) {
      throw new Problem.NotFound("id").asException();
    }
    return token;
  }

  /** The exchange that sends with that token. */
  long pbx(String token) {
    return sql.find(db, hash(token))
        .orElseThrow(() -> new Problem.Unauthenticated("token").asException());
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
