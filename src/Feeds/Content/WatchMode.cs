namespace Syndication.Feeds.Content;

/// <summary>How changes of the content folder are noticed.</summary>
public enum WatchMode
{
    /// <summary>By file events, and by a full comparison every <see cref="ContentOptions.RescanInterval"/>.</summary>
    Auto,

    /// <summary>By comparing the folder at short intervals, for file systems without events.</summary>
    Poll,

    /// <summary>Not at all.</summary>
    Off,
}
