package io.ringcard.testkit;

import com.microsoft.playwright.options.ColorScheme;
import java.util.List;

/**
 * A house with a browser before it: whoever sits down is signed in and has a page of their own.
 * Closing ends both.
 */
public final class Desks implements AutoCloseable {

  private final AutoCloseable house;
  private final String address;
  private final String password;
  private final Chromium chromium = new Chromium();

  /**
   * @param password everybody's
   */
  public Desks(AutoCloseable house, String address, String password) {
    this.house = house;
    this.address = address;
    this.password = password;
  }

  /** In Russian, by daylight. */
  public Desk russian(String login) {
    return russian().signIn(login, password);
  }

  /** In English, in the dark. */
  public Desk english(String login) {
    return english().signIn(login, password);
  }

  /** In Russian, by daylight, before anybody signs in. */
  public Desk russian() {
    return desk("ru-RU", ColorScheme.LIGHT);
  }

  /** In English, in the dark, before anybody signs in. */
  public Desk english() {
    return desk("en-GB", ColorScheme.DARK);
  }

  private Desk desk(String language, ColorScheme scheme) {
    return new Desk(chromium.page(language, scheme), address);
  }

  /** Errors of scripts and of the content security policy that any page has reported. */
  public List<String> complaints() {
    return chromium.complaints();
  }

  @Override
  public void close() throws Exception {
    chromium.close();
    house.close();
  }
}
