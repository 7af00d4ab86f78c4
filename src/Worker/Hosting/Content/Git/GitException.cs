namespace Syndication.Worker.Hosting.Content.Git;

/// <summary>git could not do what it was asked; the message says why, in git's words, without credentials.</summary>
internal sealed class GitException : Exception
{
    /// <summary>An exception without a reason.</summary>
    public GitException()
    {
    }

    /// <summary>An exception.</summary>
    public GitException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with its cause.</summary>
    public GitException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
