package io.ringcard.ami;

import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.util.ReflectionUtil;
import org.jspecify.annotations.Nullable;

/**
 * The one gate before the wire. The library writes values as they are, so a line break in a
 * caller's name would become a header or a second action. Looked at twice: every value of the
 * action, and then the text that would go out.
 */
final class ActionGuard {

  private static final Set<String> ALLOWED =
      Set.of(
          "challenge",
          "login",
          "logoff",
          "ping",
          "corestatus",
          "coreshowchannels",
          "coresettings",
          "listcommands",
          "showdialplan",
          "queuestatus",
          "queuepenalty",
          "originate",
          "hangup");
  private static final Pattern LINE = Pattern.compile("[A-Za-z]+: [^\\p{Cc}]*");

  private ActionGuard() {}

  /** Refuses control characters (CR, LF, NUL and all others) in any value of the action. */
  static void check(ManagerAction action) {
    ReflectionUtil.getGetters(action.getClass())
        .forEach((name, getter) -> {
          try {
            checkValue(name, getter.invoke(action));
          } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException("the action hides " + name, e);
          }
        });
    checkValue("actionid", action.getActionId());
  }

  /** Refuses a text that is not exactly one of our actions. */
  static void check(String text) {
    if (!text.endsWith("\r\n\r\n")) {
      throw new IllegalArgumentException("not an action");
    }
    var lines = text.substring(0, text.length() - 4).split("\r\n", -1);
    for (var i = 0; i < lines.length; i++) {
      var isAction = lines[i].regionMatches(true, 0, "action:", 0, 7);
      if (!LINE.matcher(lines[i]).matches() || isAction != (i == 0)) {
        throw new IllegalArgumentException("not exactly one action");
      }
    }
    if (!ALLOWED.contains(lines[0].substring("action: ".length()).toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("an action that this product never sends");
    }
  }

  private static void checkValue(String name, @Nullable Object value) {
    switch (value) {
      case String text -> {
        if (text.codePoints().anyMatch(Character::isISOControl)) {
          throw new IllegalArgumentException("control character in " + name);
        }
      }
      case Map<?, ?> map ->
          map.forEach((key, entry) -> {
            checkValue(name, key);
            checkValue(name, entry);
          });
      case null, default -> {}
    }
  }
}
