namespace Syndication.Worker.Http.Ops;

/// <summary>What the ops listener answers, and only with the token.</summary>
internal static class OpsEndpoints
{
    /// <summary>Adds the token, and what is measured.</summary>
    public static IServiceCollection AddOps(this IServiceCollection services) => services
        .AddSingleton(provider => OpsToken.Load(provider.GetRequiredService<OpsOptions>())).AddSingleton<MetricsCollector>();

    /// <summary>Sends what comes in on the ops listener to the ops addresses alone, and everything else past them.</summary>
    public static void UseOps(this IApplicationBuilder application) => application.MapWhen(OpsConnection.IsOf, ops =>
    {
        ops.Use(RequireTokenAsync);
        ops.UseRouting();
        ops.UseEndpoints(Map);
    });

    private static void Map(IEndpointRouteBuilder routes)
    {
        MetricsEndpoints.Map(routes);
        ReadingsPageEndpoints.Map(routes);
    }

    private static Task RequireTokenAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        if (context.RequestServices.GetRequiredService<OpsToken>().Matches(context.Request.Headers.Authorization)) return next(context);
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        headers.WWWAuthenticate = "Bearer realm=\"syndication ops\"";
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.Body.WriteAsync("This listener wants the token of Ops:TokenFile as Authorization: Bearer.\n"u8.ToArray(), context.RequestAborted).AsTask();
    }
}
