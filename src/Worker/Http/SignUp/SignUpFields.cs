namespace Syndication.Worker.Http.SignUp;

/// <summary>A sign-up as it was sent; nothing in it is checked, and what was not sent is empty.</summary>
internal sealed record SignUpFields
{
    /// <summary>The newsletter's name.</summary>
    public string Newsletter { get; init; } = "";

    /// <summary>What was typed as the address.</summary>
    public string Email { get; init; } = "";

    /// <summary>The schedule's name.</summary>
    public string Schedule { get; init; } = "";

    /// <summary>Slugs of tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary><c>all</c>, <c>chosen</c>, or empty where the tags alone say it.</summary>
    public string About { get; init; } = "";

    /// <summary>IANA name.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>BCP 47 tag.</summary>
    public string Language { get; init; } = "";

    /// <summary>A field that people do not see and programs fill in.</summary>
    public string Website { get; init; } = "";

    /// <summary>When the form was shown, as <see cref="SignUpTrap"/> stamped it.</summary>
    public string Shown { get; init; } = "";

    /// <summary>Where the form would like to lead to.</summary>
    public string Return { get; init; } = "";

    /// <summary>Whether every post is asked for.</summary>
    public bool IsAboutAll => About == "all" || (About.Length == 0 && Tags.Count == 0);
}
