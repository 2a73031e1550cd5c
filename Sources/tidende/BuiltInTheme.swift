// The theme `avis`, carried in the program: a copied binary builds a magazine in an empty folder.
//
// SwiftPM embeds the files of the folder `avis` (a link to themes/avis) under their base names,
// which are therefore unique; this table gives them their paths back. A test holds it to the folder.

import Publishing

/// The files of the built-in theme.
func builtInTheme() -> [ThemeFile] {
  let files: [(String, [UInt8])] = [
    ("archetypes/agenda.md", PackageResources.agenda_md),
    ("archetypes/article.md", PackageResources.article_md),
    ("archetypes/blog.md", PackageResources.blog_md),
    ("archetypes/editorial.md", PackageResources.editorial_md),
    ("archetypes/event.md", PackageResources.event_md),
    ("archetypes/minutes.md", PackageResources.minutes_md),
    ("archetypes/news.md", PackageResources.news_md),
    ("archetypes/page.md", PackageResources.page_md),
    ("assets/favicon.svg", PackageResources.favicon_svg),
    ("assets/main.css", PackageResources.main_css),
    ("assets/search-page.js", PackageResources.search_page_js),
    ("assets/search-suggest.js", PackageResources.search_suggest_js),
    ("assets/search.js", PackageResources.search_js),
    ("i18n/da.yaml", PackageResources.da_yaml),
    ("i18n/en.yaml", PackageResources.en_yaml),
    ("i18n/nb.yaml", PackageResources.nb_yaml),
    ("i18n/nn.yaml", PackageResources.nn_yaml),
    ("templates/404.html", PackageResources._04_html),
    ("templates/archive.html", PackageResources.archive_html),
    ("templates/archives.html", PackageResources.archives_html),
    ("templates/article.html", PackageResources.article_html),
    ("templates/base.html", PackageResources.base_html),
    ("templates/byline.html", PackageResources.byline_html),
    ("templates/entry.html", PackageResources.entry_html),
    ("templates/facts.html", PackageResources.facts_html),
    ("templates/footer.html", PackageResources.footer_html),
    ("templates/header.html", PackageResources.header_html),
    ("templates/home.html", PackageResources.home_html),
    ("templates/item.html", PackageResources.item_html),
    ("templates/json-ld.html", PackageResources.json_ld_html),
    ("templates/list.html", PackageResources.list_html),
    ("templates/page.html", PackageResources.page_html),
    ("templates/pager.html", PackageResources.pager_html),
    ("templates/people.html", PackageResources.people_html),
    ("templates/person.html", PackageResources.person_html),
    ("templates/picture.html", PackageResources.picture_html),
    ("templates/search-filters.html", PackageResources.search_filters_html),
    ("templates/search-form.html", PackageResources.search_form_html),
    ("templates/search.html", PackageResources.search_html),
    ("templates/section.html", PackageResources.section_html),
    ("templates/tag.html", PackageResources.tag_html),
    ("templates/tags.html", PackageResources.tags_html),
    ("templates/toc.html", PackageResources.toc_html),
    ("templates/ways.html", PackageResources.ways_html),
    ("theme.yaml", PackageResources.theme_yaml),
  ]
  return files.map { ThemeFile(name: $0.0, path: "built-in theme/" + $0.0, bytes: $0.1) }
}
