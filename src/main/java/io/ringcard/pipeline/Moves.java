package io.ringcard.pipeline;

import io.ringcard.kernel.Problem;
import io.ringcard.store.Db;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Moves deals and counts refusals inside the transaction of whoever has the reason for it. */
public final class Moves {

  private final MovesSql sql = new MovesSql();
  private final PipelinesSql pipelines = new PipelinesSql();

  /** Where the deal stands; nobody else moves it until the transaction ends. */
  public Optional<Standing> lock(Db transaction, long dealId) {
    return sql.lock(transaction, dealId);
  }

  /** Locks these deals in the order of their ids, as everybody does who needs more than one. */
  public void lockAll(Db transaction, List<Long> dealIds) {
    sql.lockAll(transaction, dealIds);
  }

  /** Ids of the client's deals that are neither won nor lost, as they stand for now. */
  public List<Long> openOf(Db transaction, long clientId) {
    return sql.openOf(transaction, clientId);
  }

  /** The client's deals that are neither won nor lost, oldest first, locked. */
  public List<Standing> lockOpenOf(Db transaction, long clientId) {
    return sql.lockOpenOf(transaction, clientId);
  }

  /**
   * Puts the deal on a step, by hand of a person or for a call. A won or lost step closes it.
   *
   * @return empty when it stands there already
   */
  public Optional<Move> move(
      Db transaction, long dealId, long stepId, @Nullable Long userId, @Nullable Long callId) {
    var from =
        sql.lock(transaction, dealId).orElseThrow(() -> new Problem.NotFound("deal").asException());
    if (from.stepId() == stepId) {
      return Optional.empty();
    }
    sql.leave(transaction, dealId);
    sql.move(transaction, dealId, stepId, userId);
    var line = sql.remember(transaction, dealId, stepId, userId, callId);
    return Optional.of(
        new Move(dealId, from.stepId(), stepId, from.stepSince(), from.closedAt(), line));
  }

  /** Puts the deal on a lost step because it was refused too often, which is the reason then. */
  public Optional<Move> lose(
      Db transaction, long dealId, long lostStepId, @Nullable Long userId, @Nullable Long callId) {
    var move = move(transaction, dealId, lostStepId, userId, callId);
    move.ifPresent(made -> sql.refused(transaction, dealId));
    return move;
  }

  /**
   * Undoes a move as if it had never been, its line in the history included.
   *
   * @return false when somebody has moved the deal since; it stays then
   */
  public boolean takeBack(Db transaction, Move move) {
    sql.lock(transaction, move.dealId());
    var latest = sql.latest(transaction, move.dealId());
    if (!Objects.equals(latest.orElse(null), move.historyId()) || !sql.putBack(transaction, move)) {
      return false;
    }
    sql.forget(transaction, move.historyId());
    return true;
  }

  /** Counts a refusal and tells how many there are now. */
  public int refuse(Db transaction, long dealId) {
    return sql.refuse(transaction, dealId);
  }

  /** False when no refusal is left to take back: the deal was opened anew since. */
  public boolean takeBackRefusal(Db transaction, long dealId) {
    return sql.takeBackRefusal(transaction, dealId);
  }

  public Optional<Long> lostStep(Db transaction, long pipelineId) {
    return pipelines.lostStep(transaction, pipelineId);
  }

  public Optional<Long> pipelineOfStep(Db transaction, long stepId) {
    return pipelines.pipelineOfStep(transaction, stepId);
  }

  void remember(Db transaction, long dealId, long stepId, long userId) {
    sql.remember(transaction, dealId, stepId, userId, null);
  }
}
