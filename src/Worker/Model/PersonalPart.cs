namespace Syndication.Worker.Model;

/// <summary>Marks in a variant's words that each reader's own values replace; they survive HTML escaping and end no line.</summary>
public static class PersonalPart
{
    /// <summary>The reader's address for leaving, https.</summary>
    public const string Unsubscribe = "personal:unsubscribe:";

    /// <summary>The reader's address for the preferences.</summary>
    public const string Preferences = "personal:preferences:";

    /// <summary>The reader's address for confirming.</summary>
    public const string Confirm = "personal:confirm:";
}
