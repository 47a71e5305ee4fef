package io.ringcard.balance;

import io.ringcard.balance.BalanceDay.Reason;
import io.ringcard.calllog.CallDifference;
import io.ringcard.calllog.CallView;
import java.util.List;

/** The contract's {@code BalanceCall}: a call that keeps its day from balancing. */
public record BalanceCall(CallView call, Reason reason, List<CallDifference> differences) {}
