namespace JwtAnalyzers.Benchmarks.GeneratedProjects;

/// <summary>Writes the files that have nothing to do with JWT. Some of them say "Validate" and "Require" all the same, as such code does.</summary>
internal static class OrdinaryFiles
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Text;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.Logging;
        """;

    /// <summary>What the other files share.</summary>
    public const string Common = Usings + """


        namespace Shop;

        public interface IEntity
        {
            Guid Id { get; }
        }

        public interface IRepository<T> where T : class, IEntity
        {
            Task<T?> FindAsync(Guid id, CancellationToken cancellation);
            IAsyncEnumerable<T> AllAsync(CancellationToken cancellation);
            Task SaveAsync(T entity, CancellationToken cancellation);
            IEnumerable<T> Where(Func<T, bool> condition);
        }

        public enum Status { Draft, Open, Paid, Shipped, Closed, Cancelled }

        public sealed record Failure(string Property, string Message);

        public abstract class Validator<T>
        {
            private readonly List<Func<T, Failure?>> _rules = new();

            protected void RuleFor<TProperty>(string property, Func<T, TProperty> read, Func<TProperty, bool> isValid, string message) =>
                _rules.Add(instance => isValid(read(instance)) ? null : new Failure(property, message));

            public IReadOnlyList<Failure> Validate(T instance) => _rules.Select(rule => rule(instance)).OfType<Failure>().ToList();

            public Task<bool> ValidateAsync(T instance, CancellationToken cancellation) => Task.FromResult(Validate(instance).Count == 0);
        }

        """;

    public static string Entity(FileScope scope)
    {
        var name = scope.Entity;
        return $$"""
            {{Usings}}

            namespace Shop;

            public sealed record {{name}}Line(string Sku, int Quantity, decimal UnitPrice)
            {
                public decimal Total => Quantity * UnitPrice;
            }

            public sealed record {{name}}Request(string Name, IReadOnlyList<{{name}}Line> Lines, string? Comment = null);

            public sealed class {{name}} : IEntity
            {
                public Guid Id { get; init; } = Guid.NewGuid();
                public string Name { get; set; } = "";
                public string? Comment { get; set; }
                public decimal Price { get; set; }
                public int Quantity { get; set; } = {{scope.Number(10)}};
                public Status Status { get; private set; }
                public DateTimeOffset CreatedAt { get; init; } = DateTimeOffset.UnixEpoch;
                public List<{{name}}Line> Lines { get; } = new();
                public decimal Total => Lines.Sum(line => line.Total);
                public bool IsOpen => Status is Status.Draft or Status.Open;

                public void Add({{name}}Line line)
                {
                    ArgumentNullException.ThrowIfNull(line);
                    if (!IsOpen)
                        throw new InvalidOperationException($"{Name} is {Status}.");
                    var existing = Lines.FindIndex(other => other.Sku == line.Sku);
                    if (existing >= 0)
                        Lines[existing] = Lines[existing] with { Quantity = Lines[existing].Quantity + line.Quantity };
                    else
                        Lines.Add(line);
                    Price = Total;
                }

                public bool TryMove(Status next)
                {
                    var allowed = (Status, next) switch
                    {
                        (Status.Draft, Status.Open or Status.Cancelled) => true,
                        (Status.Open, Status.Paid or Status.Cancelled) => true,
                        (Status.Paid, Status.Shipped) => Quantity > 0,
                        (Status.Shipped, Status.Closed) => true,
                        _ => false,
                    };
                    if (allowed)
                        Status = next;
                    return allowed;
                }

                public static {{name}} From({{name}}Request request)
                {
                    var created = new {{name}} { Name = request.Name.Trim(), Comment = request.Comment };
                    foreach (var line in request.Lines.Where(line => line.Quantity > 0))
                        created.Add(line);
                    return created;
                }
            }

            """;
    }

    /// <summary>What most files of a project are like: types without much code.</summary>
    public static string Contract(FileScope scope) => $$"""
        {{Usings}}

        namespace Shop.Area{{scope.Index % 10}};

        /// <summary>What the front end asks about a {{scope.Entity}}.</summary>
        public interface I{{scope.Entity}}Queries{{scope.Index}}
        {
            Task<{{scope.Entity}}Summary{{scope.Index}}> SummaryAsync(Guid id, CancellationToken cancellation);
            IAsyncEnumerable<{{scope.Entity}}Summary{{scope.Index}}> SummariesAsync(Status? status, CancellationToken cancellation);
        }

        public sealed record {{scope.Entity}}Summary{{scope.Index}}(Guid Id, string Name, decimal Total, DateOnly Due)
        {
            public int Version { get; init; } = {{scope.Number(9)}};
            public bool IsValidated { get; init; }
            public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
        }

        public sealed class {{scope.Entity}}Exception{{scope.Index}} : Exception
        {
            public {{scope.Entity}}Exception{{scope.Index}}(string message, Exception? inner = null)
                : base(message, inner)
            {
            }

            public Guid Id { get; init; }
        }

        """;

    public static string Events(FileScope scope) => $$"""
        {{Usings}}

        namespace Shop.Area{{scope.Index % 10}};

        public abstract record {{scope.Entity}}Event{{scope.Index}}(Guid Id, DateTimeOffset At);

        public sealed record {{scope.Entity}}Opened{{scope.Index}}(Guid Id, DateTimeOffset At, string By) : {{scope.Entity}}Event{{scope.Index}}(Id, At);

        public sealed record {{scope.Entity}}Closed{{scope.Index}}(Guid Id, DateTimeOffset At, decimal Total) : {{scope.Entity}}Event{{scope.Index}}(Id, At);

        public sealed class {{scope.Entity}}Ledger{{scope.Index}}
        {
            public const int RequiredEvents = {{scope.Number(20)}};

            public event EventHandler<{{scope.Entity}}Event{{scope.Index}}>? Raised;

            public decimal Sum { get; private set; }

            public void Raise({{scope.Entity}}Event{{scope.Index}} raised)
            {
                if (raised is {{scope.Entity}}Closed{{scope.Index}} { Total: var total })
                    Sum += total;
                Raised?.Invoke(this, raised);
            }
        }

        """;

    public static string Service(FileScope scope) => Class(
        scope,
        header: $"public sealed class {scope.Entity}Service{scope.Index}(IRepository<{scope.Entity}> repository, ILogger<{scope.Entity}Service{scope.Index}> logger)",
        fields: """
                private readonly Dictionary<string, int> _counts = new();
                private int _calls;
            """,
        members: scope.Choose(OrdinaryMembers.OfService, 1, 4));

    public static string Repository(FileScope scope) => Class(
        scope,
        header: $"public sealed class {scope.Entity}Repository{scope.Index} : IRepository<{scope.Entity}>",
        fields: $$"""
                private readonly Dictionary<Guid, {{scope.Entity}}> _entities = new();
                private readonly object _gate = new();

                public Task<{{scope.Entity}}?> FindAsync(Guid id, CancellationToken cancellation)
                {
                    cancellation.ThrowIfCancellationRequested();
                    lock (_gate)
                        return Task.FromResult(_entities.TryGetValue(id, out var found) ? found : null);
                }

                public async IAsyncEnumerable<{{scope.Entity}}> AllAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
                {
                    {{scope.Entity}}[] snapshot;
                    lock (_gate)
                        snapshot = _entities.Values.OrderBy(entity => entity.CreatedAt).ToArray();
                    foreach (var entity in snapshot)
                    {
                        await Task.Delay({{scope.Number(50)}}, cancellation);
                        yield return entity;
                    }
                }

                public Task SaveAsync({{scope.Entity}} entity, CancellationToken cancellation)
                {
                    lock (_gate)
                        _entities[entity.Id] = entity;
                    return Task.CompletedTask;
                }

                public IEnumerable<{{scope.Entity}}> Where(Func<{{scope.Entity}}, bool> condition)
                {
                    lock (_gate)
                        return _entities.Values.Where(condition).ToList();
                }
            """,
        members: scope.Choose(OrdinaryMembers.OfAny, 0, 1));

    public static string Controller(FileScope scope) => $$"""
        {{Usings}}
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;

        namespace Shop.Area{{scope.Index % 10}};

        [ApiController]
        [Authorize(Roles = "clerk,manager")]
        [Route("api/{{scope.Entity}}/v{{scope.Index}}")]
        public sealed class {{scope.Entity}}Controller{{scope.Index}}(IRepository<{{scope.Entity}}> repository, Validator<{{scope.Entity}}Request> validator, ILogger<{{scope.Entity}}Controller{{scope.Index}}> logger) : ControllerBase
        {
            [HttpGet("{id:guid}")]
            [ProducesResponseType<{{scope.Entity}}>(StatusCodes.Status200OK)]
            public async Task<IActionResult> Get(Guid id, CancellationToken cancellation)
            {
                var found = await repository.FindAsync(id, cancellation);
                if (found is null)
                    return NotFound(new { id, reason = "unknown" });
                logger.LogInformation("Read {Id} for {User}", id, User.Identity?.Name ?? "nobody");
                return Ok(found);
            }

            [HttpPost]
            public async Task<IActionResult> Create([FromBody] {{scope.Entity}}Request request, CancellationToken cancellation)
            {
                var failures = validator.Validate(request);
                if (failures.Count > 0)
                    return BadRequest(failures.ToDictionary(failure => failure.Property, failure => failure.Message));
                var entity = {{scope.Entity}}.From(request);
                await repository.SaveAsync(entity, cancellation);
                return CreatedAtAction(nameof(Get), new { id = entity.Id }, entity);
            }

            [HttpGet]
            [AllowAnonymous]
            public IActionResult Search([FromQuery] string? name, [FromQuery] int page = 0, [FromQuery] int size = {{scope.Number(100)}})
            {
                var query = repository.Where(entity => name is null || entity.Name.Contains(name, StringComparison.OrdinalIgnoreCase));
                var items = query.OrderByDescending(entity => entity.CreatedAt).Skip(page * size).Take(Math.Clamp(size, 1, 200)).ToList();
                Response.Headers["X-Total"] = items.Count.ToString();
                return Ok(items.Select(entity => new { entity.Id, entity.Name, entity.Total }));
            }

            [HttpDelete("{id:guid}")]
            public async Task<IActionResult> Cancel(Guid id, CancellationToken cancellation)
            {
                try
                {
                    var found = await repository.FindAsync(id, cancellation);
                    if (found?.TryMove(Status.Cancelled) != true)
                        return Conflict();
                    await repository.SaveAsync(found, cancellation);
                    return NoContent();
                }
                catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
                {
                    return StatusCode(StatusCodes.Status408RequestTimeout);
                }
            }

        {{string.Join("\n\n", scope.Choose(OrdinaryMembers.OfAny, 0, 1).Select(member => member(scope)))}}
        }

        """;

    public static string Validator(FileScope scope) => Class(
        scope,
        header: $"public sealed class {scope.Entity}RequestValidator{scope.Index} : Validator<{scope.Entity}Request>",
        fields: $$"""
                public {{scope.Entity}}RequestValidator{{scope.Index}}()
                {
                    RuleFor("Name", request => request.Name, name => !string.IsNullOrWhiteSpace(name) && name.Length < {{scope.Number(200)}}, "A name is required.");
                    RuleFor("Lines", request => request.Lines, lines => lines.Count > 0 && lines.All(ValidateLine), "Lines must be valid.");
                    RuleFor("Comment", request => request.Comment, comment => comment is null || ValidateComment(comment), "The comment is too long.");
                    RuleFor("Total", request => request.Lines.Sum(line => line.Total), total => total is > 0 and < {{scope.Number(100_000)}}, "The total is out of range.");
                }

                public bool RequireComment { get; set; }

                public bool IsValidated { get; private set; }

                private static bool ValidateLine({{scope.Entity}}Line line) => line is { Quantity: > 0, UnitPrice: >= 0 } && line.Sku.Length is > 2 and < 20;

                private bool ValidateComment(string comment)
                {
                    IsValidated = true;
                    return (!RequireComment || comment.Length > 0) && comment.Split('\n').All(row => row.Length < {{scope.Number(120)}});
                }

                public void ValidateAndThrow({{scope.Entity}}Request request)
                {
                    var failures = Validate(request);
                    if (failures.Count == 0)
                        return;
                    var text = string.Join("; ", failures.Select(failure => $"{failure.Property}: {failure.Message}"));
                    throw new ArgumentException(text, nameof(request));
                }

                public async Task<(int Valid, int Invalid)> ValidateManyAsync(IEnumerable<{{scope.Entity}}Request> requests, CancellationToken cancellation)
                {
                    var (valid, invalid) = (0, 0);
                    foreach (var request in requests)
                    {
                        if (await ValidateAsync(request, cancellation))
                            valid++;
                        else
                            invalid++;
                    }

                    return (valid, invalid);
                }
            """,
        members: scope.Choose(OrdinaryMembers.OfAny, 0, 1));

    public static string Options(FileScope scope) => $$"""
        {{Usings}}
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Options;

        namespace Shop.Area{{scope.Index % 10}};

        public sealed class {{scope.Entity}}Options{{scope.Index}}
        {
            public string ConnectionName { get; set; } = "Shop{{scope.Index}}";
            public bool RequireApproval { get; set; } = true;
            public bool ValidateStock { get; set; }
            public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds({{scope.Number(90)}});
            public int Retries { get; set; } = {{scope.Number(9)}};
            public IList<string> Currencies { get; } = new List<string> { "EUR", "USD" };
        }

        public static class {{scope.Entity}}Registration{{scope.Index}}
        {
            public static IServiceCollection Add{{scope.Entity}}{{scope.Index}}(this IServiceCollection services, IConfiguration configuration)
            {
                services.AddOptions<{{scope.Entity}}Options{{scope.Index}}>()
                    .Configure(options =>
                    {
                        options.RequireApproval = configuration["Approval"] != "off";
                        options.ValidateStock = false;
                        options.Retries = int.TryParse(configuration["Retries"], out var retries) ? retries : {{scope.Number(9)}};
                        options.Currencies.Add(configuration["Currency"] ?? "GBP");
                    })
                    .Validate(options => options.Retries < 10, "Too many retries.")
                    .Validate(options => options.Timeout > TimeSpan.Zero, "The timeout must be positive.");
                services.AddHttpClient("{{scope.Entity}}", client => client.Timeout = TimeSpan.FromSeconds({{scope.Number(60)}}));
                services.AddSingleton<Func<{{scope.Entity}}, bool>>(provider =>
                {
                    var options = provider.GetRequiredService<IOptions<{{scope.Entity}}Options{{scope.Index}}>>().Value;
                    return entity => !options.RequireApproval || entity.Status is Status.Paid;
                });
                return services;
            }

        {{string.Join("\n\n", scope.Choose(OrdinaryMembers.OfAny, 0, 1).Select(member => member(scope)))}}
        }

        """;

    public static string Mapping(FileScope scope) => $$"""
        {{Usings}}

        namespace Shop.Area{{scope.Index % 10}};

        public sealed record {{scope.Entity}}View{{scope.Index}}(Guid Id, string Title, string Total, string State, IReadOnlyList<string> Lines);

        public static class {{scope.Entity}}Mapping{{scope.Index}}
        {
            public static {{scope.Entity}}View{{scope.Index}} ToView(this {{scope.Entity}} entity) => new(
                entity.Id,
                entity.Name is { Length: > 0 } name ? name : "(none)",
                entity.Total.ToString("N2", System.Globalization.CultureInfo.InvariantCulture),
                entity.Status switch
                {
                    Status.Draft => "being written",
                    Status.Open => "waiting",
                    Status.Paid or Status.Shipped => $"on its way since {entity.CreatedAt:d}",
                    _ => "done",
                },
                entity.Lines.Select((line, index) => $"{index + 1}. {line.Sku} x {line.Quantity}").ToList());

            public static {{scope.Entity}} FromCsv(string row)
            {
                var cells = row.Split(';', StringSplitOptions.TrimEntries);
                return new {{scope.Entity}}
                {
                    Name = cells[0],
                    Price = cells.Length > 1 && decimal.TryParse(cells[1], out var price) ? price : {{scope.Number(100)}}m,
                    Quantity = cells.Length > 2 && int.TryParse(cells[2], out var quantity) ? quantity : 1,
                    Comment = cells.ElementAtOrDefault(3),
                };
            }

        {{string.Join("\n\n", scope.Choose(OrdinaryMembers.OfAny, 0, 1).Select(member => member(scope)))}}
        }

        """;

    /// <summary>Settings of the library's very names on a type of one's own, switched off: the text matches, the symbols do not.</summary>
    public static string LookAlike(FileScope scope) => $$"""
        {{Usings}}

        namespace Shop.Area{{scope.Index % 10}};

        public sealed class CouponPolicy{{scope.Index}}
        {
            public bool ValidateLifetime { get; set; } = true;
            public bool ValidateAudience { get; set; } = true;
            public Func<{{scope.Entity}}, bool>? AudienceValidator { get; set; }
        }

        public sealed class CouponService{{scope.Index}}
        {
            private readonly CouponPolicy{{scope.Index}} _policy = new() { ValidateLifetime = false };

            public bool IsAccepted({{scope.Entity}} entity, bool anniversary)
            {
                var policy = new CouponPolicy{{scope.Index}} { ValidateAudience = false, AudienceValidator = candidate => candidate.Total > {{scope.Number(100)}} };
                if (anniversary)
                    policy.ValidateLifetime = false;
                else if (entity.Lines.Count > {{scope.Number(10)}})
                    policy.AudienceValidator = null;
                return policy.AudienceValidator?.Invoke(entity) ?? _policy.ValidateLifetime;
            }

        {{string.Join("\n\n", scope.Choose(OrdinaryMembers.OfAny, 0, 1).Select(member => member(scope)))}}
        }

        """;

    private static string Class(FileScope scope, string header, string fields, IEnumerable<Func<FileScope, string>> members) => $$"""
        {{Usings}}

        namespace Shop.Area{{scope.Index % 10}};

        {{header}}
        {
        {{fields}}

        {{string.Join("\n\n", members.Select(member => member(scope)))}}
        }

        """;
}
