namespace Syndication.Worker.Cli;

/// <summary>What commands end with.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The answer is no.</summary>
    public const int No = 1;

    /// <summary>It cannot run.</summary>
    public const int Cannot = 2;
}
