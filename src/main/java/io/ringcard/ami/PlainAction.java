package io.ringcard.ami;

import java.util.LinkedHashMap;
import java.util.Map;
import org.asteriskjava.manager.action.AbstractManagerAction;

/**
 * One of our actions in the library's form: it reads headers and variables from the getters, which
 * is why this class has to be public.
 */
public final class PlainAction extends AbstractManagerAction {

  private static final long serialVersionUID = 1L;

  private final String action;
  private final LinkedHashMap<String, String> attributes = new LinkedHashMap<>();
  private final LinkedHashMap<String, String> variables = new LinkedHashMap<>();

  private PlainAction(String action) {
    this.action = action;
  }

  static PlainAction of(AmiAction ours) {
    return switch (ours) {
      case AmiAction.Ping() -> new PlainAction("Ping");
      case AmiAction.CoreStatus() -> new PlainAction("CoreStatus");
      case AmiAction.CoreShowChannels() -> new PlainAction("CoreShowChannels");
      case AmiAction.CoreSettings() -> new PlainAction("CoreSettings");
      case AmiAction.ListCommands() -> new PlainAction("ListCommands");
      case AmiAction.QueueStatus() -> new PlainAction("QueueStatus");
      case AmiAction.ShowDialPlan(var context) ->
          new PlainAction("ShowDialPlan").with("Context", context);
      case AmiAction.RepeatPenalty(var queue, var member, var penalty) ->
          new PlainAction("QueuePenalty")
              .with("Queue", queue)
              .with("Interface", member)
              .with("Penalty", String.valueOf(penalty));
      case AmiAction.Knock(var channelId) -> knock(channelId);
      case AmiAction.Hangup(var channel, var cause) ->
          new PlainAction("Hangup").with("Channel", channel).with("Cause", String.valueOf(cause));
      case AmiAction.Originate originate -> originate(originate);
    };
  }

  private static PlainAction originate(AmiAction.Originate ours) {
    var action =
        new PlainAction("Originate")
            .with("Channel", ours.channel())
            .with("Context", ours.context())
            .with("Exten", ours.exten())
            .with("Priority", "1")
            .with("CallerID", ours.callerId())
            .with("Timeout", String.valueOf(ours.timeout().toMillis()))
            .with("ChannelId", ours.channelId())
            .with("Async", "true");
    action.variables.putAll(ours.variables());
    action.setActionId(ours.channelId());
    return action;
  }

  private static PlainAction knock(String channelId) {
    var action =
        new PlainAction("Originate")
            .with("Channel", "Local/ringcard-doctor@ringcard-nowhere/n")
            .with("Application", "Hangup")
            .with("Timeout", "2000")
            .with("ChannelId", channelId)
            .with("Async", "true");
    action.variables.put("RINGCARD_DOCTOR", "1");
    return action;
  }

  private PlainAction with(String header, String value) {
    attributes.put(header, value);
    return this;
  }

  @Override
  public String getAction() {
    return action;
  }

  public Map<String, String> getAttributes() {
    return attributes;
  }

  public Map<String, String> getVariables() {
    return variables;
  }
}
