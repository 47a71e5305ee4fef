package io.ringcard.undo;

import io.ringcard.kernel.Principal;
import io.ringcard.store.Db;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Gives out tokens, 256 random bits each, for whoever acts in a transaction. */
public final class UndoOffers {

  private static final int TOKEN_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final UndoSql sql = new UndoSql();

  /**
   * The token of what was just done; lasts for {@link Undos#MINUTES} minutes and serves this person
   * alone.
   *
   * @param kind as registered by {@link Undos#on}
   * @param before what {@link Undoing} needs to put things back
   */
  public String offer(Db transaction, Principal by, String kind, JsonObject before) {
    var bytes = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    sql.forgetOld(transaction);
    sql.insert(transaction, hash(token), by.userId(), kind, before);
    return token;
  }

  static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
