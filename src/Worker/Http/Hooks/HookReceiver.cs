namespace Syndication.Worker.Http.Hooks;

/// <summary>What an accepted call of the hook does.</summary>
/// <param name="ask">Asks for the posts to be brought up to date; returns at once.</param>
/// <param name="branch">The branch that is followed; null where every call counts.</param>
internal sealed class HookReceiver(Action ask, Func<string?> branch)
{
    /// <summary>Takes up a call; false where it is about another branch.</summary>
    /// <param name="pushed">The branch that it is about, or null where it names none.</param>
    public bool Take(string? pushed)
    {
        if (pushed is not null && branch() is { } followed && pushed != followed) return false;
        ask();
        return true;
    }
}
