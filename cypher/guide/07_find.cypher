// 找一个名称，中文、英文或当地文字；中文要加引号，否则按单字查找。
// Find a name in Chinese, English or the language of the place; quotes keep the characters of a Chinese name together.
:param name => '"科隆" OR Köln';
CALL db.index.fulltext.queryNodes('names', $name) YIELD node, score
WHERE coalesce(node.name_language <> 'made', true)  // one that is made of a kind and a year is no name
RETURN labels(node) AS labels, node.id AS id, node.name AS name, node.name_zh AS name_zh, node.country AS country, score
// What is called so, or begins so, comes before what only has the word in it, and a place before what is about it.
ORDER BY any(each IN [node.name, node.name_zh, node.name_local]
             WHERE coalesce($name CONTAINS each OR each STARTS WITH replace($name, '"', ''), false)) DESC,
         node:Place DESC, score DESC
LIMIT 20;
