namespace Syndication.Worker.Newsletters.Importing;

/// <summary>Which tags of a file become those of a subscription.</summary>
internal enum ImportTagChoice
{
    /// <summary>Those that posts have; a person with none of them gets every post.</summary>
    Known,

    /// <summary>All.</summary>
    All,

    /// <summary>None: everybody gets every post.</summary>
    None,
}
